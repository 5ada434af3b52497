import { fileURLToPath } from 'node:url'

const FRAMES = fileURLToPath(new URL('../app/panel/window/frames.ts', import.meta.url))

/**
 * A plugin of Vite. Widgets that the panel is built from ask the page for frames, of which it has none while it is
 * hidden behind the panel's own window: here they ask whoever shows the panel.
 */
export function panelFrames() {
  return {
    name: 'eventscope:panel-frames',
    transform: {
      filter: {
        id: /\/node_modules\/@(base|floating)-ui\/.+\.mjs$/,
        code: /\b(request|cancel)AnimationFrame\(/,
      },
      // In its first line, so that the source map is right as it is.
      handler: (code) => ({
        code: `import { requestAnimationFrame, cancelAnimationFrame } from ${JSON.stringify(FRAMES)};${code}`,
        map: null,
      }),
    },
  }
}
