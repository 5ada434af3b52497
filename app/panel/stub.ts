/**
 * What `eventscope/panel` is in a build for production: the same names and types, and nothing behind them.
 * `eventscope/panel/production` is the panel there, too.
 */
import type * as real from './index.ts'
import { emptyPlugin, mountNothing } from './nothing.ts'

/** Puts no panel anywhere. It has the recorder that it was given, and makes none for a bus. */
export const mountPanel: typeof real.mountPanel = mountNothing

/** Renders nothing. */
export const EventscopePanel: typeof real.EventscopePanel = () => null

/** A plugin with an empty tab. */
export const eventscopePlugin: typeof real.eventscopePlugin = emptyPlugin
