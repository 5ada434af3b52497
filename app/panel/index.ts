'use client'

export { EventscopePanel, type EventscopePanelProps } from './EventscopePanel.tsx'
export type { Observed, PanelSubject } from './host/options.ts'
export type { Dock } from './model/settings.ts'
export { type MountedPanel, mountPanel, type MountOptions } from './mount.tsx'
export {
  eventscopePlugin,
  type EventscopePlugin,
  type EventscopePluginOptions,
  type PluginProps,
} from './tanstack.tsx'
