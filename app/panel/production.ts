'use client'

/** The panel in a build for production: what `eventscope/panel` is only elsewhere. */
export {
  type Dock,
  EventscopePanel,
  type EventscopePanelProps,
  eventscopePlugin,
  type EventscopePlugin,
  type EventscopePluginOptions,
  type MountedPanel,
  mountPanel,
  type MountOptions,
  type Observed,
  type PanelSubject,
  type PluginProps,
} from './index.ts'
