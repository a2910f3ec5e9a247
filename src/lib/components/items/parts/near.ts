/** An attachment: calls once, when the element is on the screen or a screen's height from it. */
export const whenNear = (then: () => void) => (element: Element) => {
  const observer = new IntersectionObserver(
    ([entry]) => {
      if (!entry?.isIntersecting) return;
      observer.disconnect();
      then();
    },
    { rootMargin: '100%' }
  );
  observer.observe(element);
  return () => observer.disconnect();
};
