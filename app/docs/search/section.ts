/** What is found: a page, a section of one, or a public name. */
export interface Section {
  /** The title of the page, or the name. */
  readonly page: string
  /** Empty where it is the page itself. */
  readonly heading: string
  /** What it is: a group of pages, `function of eventscope`. */
  readonly kind: string
  /** From the folder of the documentation. */
  readonly address: string
  readonly text: string
}

type Row = readonly [page: string, heading: string, kind: string, address: string, text: string]

/** Takes what `.ci/docs/search.mjs` made. */
export function sectionsOf(rows: readonly Row[]): readonly Section[] {
  return rows.map(([page, heading, kind, address, text]) => ({ page, heading, kind, address, text }))
}

export async function loadSections(top: string): Promise<readonly Section[]> {
  const response = await fetch(`${top}search.json`)
  if (!response.ok) throw new Error(`The index of the search could not be loaded: ${response.status}`)
  return sectionsOf((await response.json()) as readonly Row[])
}
