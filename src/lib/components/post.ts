/** Answers by HTTP, and in words what hindered them. */

/** `status` is that of the response; 0 where none came. */
export type Failure = { error: string; status: number };

/**
 * @param to an address under `/api/v1/` that takes answers
 * @param keepalive whether it is to arrive though the page goes
 * @returns the server's result for each, or why there is none
 */
export async function post<Result>(
  to: string,
  answers: readonly unknown[],
  keepalive = false
): Promise<Result[] | Failure> {
  let response: Response;
  try {
    response = await fetch(`/api/v1/${to}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ answers }),
      keepalive
    });
  } catch {
    const error = 'No connection. Your answer is kept on this device: try again in a moment.';
    return { error, status: 0 };
  }
  const { ok, status } = response;
  if (ok) return ((await response.json()) as { results: Result[] }).results;
  if (status === 401)
    return {
      error: 'You have been signed out. Your answer is kept: log in and it will be sent.',
      status
    };
  const { detail } = (await response.json().catch(() => ({}))) as { detail?: string };
  const error = detail ?? 'The server could not take the answer. It is kept: try again soon.';
  return { error, status };
}
