/** A DOM event, in short. It has nothing of what somebody has written into a field. */
export interface DescribedEvent {
  /** The innermost element, in open shadow roots too: `button#save.primary`. */
  readonly target: string
  /** What the element is called, from its `aria-label`, `name` or `title`, or its `role`. */
  readonly label: string | undefined
  /** Of a key that writes nothing, as `Enter`. */
  readonly key: string | undefined
  readonly button: number | undefined
  readonly x: number | undefined
  readonly y: number | undefined
  readonly detail: unknown
}

/** Attributes that name an element. The text in it may be anything. */
const LABELS = ['aria-label', 'name', 'title', 'role'] as const

/**
 * What is told of an event, that is or will be on a target; nothing of one that throws when it is looked at, as those of
 * the page's own classes may.
 */
export function describeEvent(event: Event, on: object): DescribedEvent | undefined {
  try {
    return described(event, on)
  } catch {
    return undefined
  }
}

function described(event: Event, on: object): DescribedEvent {
  const [target = on] = event.composedPath()
  const { key, button, clientX, clientY } = event as Partial<KeyboardEvent & MouseEvent>
  const element = target as Partial<Element> | null
  const labelled = LABELS.find((name) => element?.getAttribute?.(name))
  return {
    target: selectorOf(element),
    label: (labelled && element?.getAttribute?.(labelled)) || undefined,
    // One character is what somebody writes: a password, perhaps.
    key: key !== undefined && key.length > 1 ? key : undefined,
    button,
    x: clientX,
    y: clientY,
    detail: 'detail' in event && !('view' in event) ? event.detail : undefined,
  }
}

function selectorOf(target: Partial<Element> | null): string {
  // A form's fields are its properties, by their names.
  const attribute = (name: string): string => target?.getAttribute?.(name)?.trim() ?? ''
  const { localName } = target ?? {}
  if (typeof localName !== 'string') return Object.prototype.toString.call(target).slice(8, -1)
  const id = attribute('id')
  const classes = attribute('class')
  return localName + (id && `#${id}`) + (classes && `.${classes.replaceAll(/\s+/g, '.')}`)
}
