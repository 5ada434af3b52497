const ROW_NUMBER = /(\d+)$/
/** What is said beside the filter once all rows were looked at: with thin spaces between groups of digits. */
const FOUND = /^([\d\u202f]+) of [\d\u202f]+$/

/** Reads what the panel's grid has on screen, without knowing how it was made. */
export class ShownGrid {
  private found: HTMLElement | undefined

  private get root(): ShadowRoot | null | undefined {
    return document.querySelector('eventscope-dock')?.shadowRoot
  }

  private get element(): HTMLElement {
    this.found ??= this.root?.querySelector<HTMLElement>('[role="grid"]') ?? undefined
    if (this.found?.isConnected !== true) throw new Error('There is no grid in the panel')
    return this.found
  }

  /** The recording's numbers of the rows that are there, from the top; a row's id ends with it. */
  rows(): number[] {
    return this.ordered().map(({ element }) => {
      const number = ROW_NUMBER.exec(element.id)?.[1]
      if (number === undefined) throw new Error(`A row has the id ‘${element.id}’, without a number`)
      return Number(number)
    })
  }

  /** The places of the first and the last row that are there, in the whole list. */
  places(): { readonly from: number; readonly to: number; readonly of: number } {
    const ordered = this.ordered()
    const of = Number(this.element.getAttribute('aria-rowcount')) - 1
    return { from: ordered[0]?.place ?? 0, to: ordered.at(-1)?.place ?? -1, of }
  }

  /** How many rows the panel says that the filter has found; undefined before it is through with all. */
  foundCount(): number | undefined {
    const texts = [...(this.root?.querySelectorAll('[role="search"] span') ?? [])].map(
      ({ textContent }) => textContent ?? '',
    )
    const digits = texts.map((text) => FOUND.exec(text)?.[1]).find((found) => found !== undefined)
    return digits === undefined ? undefined : Number(digits.replaceAll('\u202f', ''))
  }

  /** Whether no part of the view is without rows that should be there. */
  isFilled(): boolean {
    const { element } = this
    const ordered = this.ordered()
    if (ordered.length === 0) return false
    const head = element.querySelector('[role="row"]')!.getBoundingClientRect().bottom
    const view = element.getBoundingClientRect()
    const first = ordered[0]!
    const last = ordered.at(-1)!
    const { of } = this.places()
    return (
      (first.place === 0 || first.element.getBoundingClientRect().top <= head + 1) &&
      (last.place === of - 1 || last.element.getBoundingClientRect().bottom >= view.bottom - 1) &&
      last.place - first.place === ordered.length - 1
    )
  }

  scrollTo(share: number): void {
    const { element } = this
    element.scrollTop = share * (element.scrollHeight - element.clientHeight)
  }

  private ordered(): { readonly place: number; readonly element: HTMLElement }[] {
    return [...this.element.querySelectorAll<HTMLElement>('[role="row"]')]
      .map((element) => ({ element, place: Number(element.getAttribute('aria-rowindex')) - 2 }))
      .filter(({ place }) => place >= 0)
      .sort((a, b) => a.place - b.place)
  }
}
