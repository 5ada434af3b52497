export { EventscopePanel } from './EventscopePanel.tsx'
export { mountDock } from './mount.tsx'
export { createPanel, type Panel } from './store.ts'
