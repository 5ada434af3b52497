/**
 * What `eventscope/panel` is in a build for production: the same names and types, and nothing behind them.
 * `eventscope/panel/production` is the panel there, too.
 */
import type * as real from './index.ts'

const nothing = (): undefined => undefined

/** Puts no panel anywhere. It has the recorder that it was given, and makes none for a bus. */
export const mountPanel: typeof real.mountPanel = ({ recorder }) => ({
  recorder,
  open: nothing,
  close: nothing,
  toggle: nothing,
  openWindow: () => false,
  unmount: nothing,
  [Symbol.dispose]: nothing,
})

/** Renders nothing. */
export const EventscopePanel: typeof real.EventscopePanel = () => null

/** A plugin with an empty tab. */
export const eventscopePlugin: typeof real.eventscopePlugin = (options) => ({
  id: options.id ?? 'eventscope',
  name: options.name ?? 'Eventscope',
  defaultOpen: false,
  // React takes it for nothing to render; an element would need React to be made.
  render: () => null as never,
  destroy: nothing,
})
