import type { Report } from '$lib/domain/report';

/** Sends a report. @returns why it was not taken, as a sentence; '' where it was */
export async function fileReport(report: Report): Promise<string> {
  let response: Response;
  try {
    response = await fetch('/api/v1/reports', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(report)
    });
  } catch {
    return 'No connection. What you wrote is still here: try again in a moment.';
  }
  if (response.ok) return '';
  if (response.status === 401) return 'You have been signed out. Log in and report it again.';
  const { detail } = (await response.json().catch(() => ({}))) as { detail?: string };
  return detail ?? 'The server could not take it. What you wrote is still here: try again soon.';
}
