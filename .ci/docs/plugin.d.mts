import type { Plugin } from 'vite'

/** The documentation as part of the site: pages under `docs/`, in the dev server and in the build. */
export function docs(): Plugin
