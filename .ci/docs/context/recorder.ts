import type { Bus } from 'eventscope'
import type { DispatchView, RunView } from 'eventscope/recorder'

export { compileRedactions } from '../../../lib/recorder/redact.ts'

export declare const bus: Bus
export declare const dispatch: DispatchView
export declare const failed: RunView
export declare const input: HTMLInputElement
