import type { Root } from 'react-dom/client'

export { TanStackDevtools } from '@tanstack/react-devtools'
export { PanelView } from '../../../app/panel/PanelView.tsx'
export { createPanel } from '../../../app/panel/store.ts'
export { createRoot } from 'react-dom/client'

export declare const popup: Window
export declare const root: Root
