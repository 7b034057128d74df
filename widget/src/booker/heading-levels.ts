interface Headed {
  readonly headingLevel: number | null;
  readonly renderRoot: ParentNode;
}

/** Sets the headings to the page's own outline: the title at `heading-level`, those beneath it deeper by as much as they are. */
export function dress({ headingLevel, renderRoot }: Headed): void {
  for (const heading of renderRoot.querySelectorAll('h2, h3, h4')) {
    const level = Number(heading.tagName[1]) - 2 + (headingLevel ?? 2);
    heading.ariaLevel = headingLevel ? String(Math.min(6, level)) : null;
  }
}
