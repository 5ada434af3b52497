/**
 * A quick look at a page's events: importing this records what all its buses do, whichever copy of the library made
 * them, from now on. Alt+Shift+E opens the panel, which is loaded only then. Another shortcut: `configureAuto()`, or
 * `data-eventscope-shortcut="Ctrl+Shift+F8"` on any `<script>` of the page. On a server it does nothing.
 * @example
 * import 'eventscope/auto'
 * @module
 */
import { type Auto, type AutoOptions, PageAuto } from './auto.ts'

export type { AutoOptions } from './auto.ts'

/** The version is part of the name: another copy of the library finds the one that came first. */
const KEY: unique symbol = Symbol.for('eventscope.auto.1') as never
const shared = globalThis as { [KEY]?: Auto }

// Imported again, by another copy or by a hot update, there is still one recorder and one panel.
if (typeof document !== 'undefined') shared[KEY] ??= new PageAuto(window)

/**
 * Sets the shortcut, the recorder and the place of the panel. What is not given stays as it is; on a server nothing
 * happens.
 * @throws {TypeError} for an unknown or ill-typed option, and for a shortcut that browsers have for themselves
 * @example
 * configureAuto({ shortcut: 'Ctrl+Alt+F9', recorder: { redact: ['password'] } })
 */
export function configureAuto(options: AutoOptions): void {
  shared[KEY]?.configure(options)
}

/**
 * Opens the panel, as the shortcut does.
 * @throws {Error} rejects where there is no page, and where the panel can't be loaded
 * @example
 * help.addEventListener('click', () => openAuto())
 */
export async function openAuto(): Promise<void> {
  const auto = shared[KEY]
  if (auto === undefined)
    throw new Error('There is no page to open a panel in: call `openAuto()` in a browser')
  await auto.open()
}
