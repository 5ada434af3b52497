import type { Recorder } from 'eventscope/recorder'

export declare const payload: string
export declare const recorder: Recorder
export declare const socket: WebSocket
export declare function onSaved(payload: string): void
