import type { Recorder } from 'eventscope/recorder'

/** What there is of a panel in production. This module has nothing of the panel in it, as the stub is made of it. */

const nothing = (): undefined => undefined

/** Puts no panel anywhere. It has the recorder that it was given, and makes none for a bus. */
export const mountNothing = ({ recorder }: { readonly recorder?: Recorder | undefined }) => ({
  recorder,
  open: nothing,
  close: nothing,
  toggle: nothing,
  openWindow: () => false,
  unmount: nothing,
  [Symbol.dispose]: nothing,
})

/** A plugin with an empty tab. */
export const emptyPlugin = ({
  id = 'eventscope',
  name = 'Eventscope',
}: {
  readonly id?: string | undefined
  readonly name?: string | undefined
}) => ({
  id,
  name,
  defaultOpen: false,
  // React takes it for nothing to render; an element would need React to be made.
  render: () => null as never,
  destroy: nothing,
})
