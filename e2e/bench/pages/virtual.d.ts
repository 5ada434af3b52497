declare module 'virtual:listeners' {
  /** Where the listeners put what they computed, so that no engine may leave them out. */
  export const sink: { calls: number; sum: number }
  export const listeners: ((payload: { readonly qty: number }) => void)[]
  /** The same for `CustomEvent`s with the payload as `detail`. */
  export const eventListeners: ((event: Event) => void)[]
}
