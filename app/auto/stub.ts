/**
 * What `eventscope/auto` is where an app is built for production: nothing is recorded, and there is no panel.
 * @module
 */
import type { AutoOptions } from './auto.ts'

export type { AutoOptions } from './auto.ts'

export function configureAuto(_options: AutoOptions): void {}

export async function openAuto(): Promise<void> {}
