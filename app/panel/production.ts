'use client'

/** The panel in a build for production: what `eventscope/panel` is only elsewhere. */
export {
  type Dock,
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
export { ProductionPanel as EventscopePanel } from './EventscopePanel.tsx'
