import type { Plugin } from 'vite'

export function panelFrames(): Plugin
