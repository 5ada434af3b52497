/** The window that shows a node: a panel may have one of its own, which is not that in which its code runs. */
export function windowOf(node: Node | null | undefined): Window & typeof globalThis {
  return node?.ownerDocument?.defaultView ?? globalThis.window
}

/** Whether something is an element: each window has classes of its own, so `instanceof` knows those of one only. */
export function isElement<Kind extends Element = Element>(value: unknown): value is Kind {
  return (value as Partial<Node> | null | undefined)?.nodeType === 1
}
