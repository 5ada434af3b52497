'use client'

/** The panel in a build for production: what `eventscope/panel` is only elsewhere. */
export type {
  Dock,
  EventscopePanelProps,
  EventscopePlugin,
  EventscopePluginOptions,
  MountedPanel,
  MountOptions,
  Observed,
  PanelSubject,
  PluginProps,
} from './index.ts'
export { ProductionPanel as EventscopePanel } from './EventscopePanel.tsx'
export { mountProductionPanel as mountPanel } from './mount.tsx'
export { eventscopeProductionPlugin as eventscopePlugin } from './tanstack.tsx'
