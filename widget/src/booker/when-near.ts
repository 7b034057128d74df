const watched = new WeakMap<Element, IntersectionObserver>();

/** Tells once when an element is nearly in the visible part of the page; an earlier watch over it ends. */
export function whenNear(element: Element, tell: () => void): void {
  watched.get(element)?.disconnect();
  const watch = new IntersectionObserver(
    (seen) => {
      if (!seen.at(-1)?.isIntersecting) return;
      watch.disconnect();
      tell();
    },
    { rootMargin: '400px' },
  );
  watched.set(element, watch);
  watch.observe(element);
}
