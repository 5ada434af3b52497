import type { ListenerInfo, Reporter } from 'eventscope'
import type { Recorder } from 'eventscope/recorder'

export interface Queue {
  push(job: unknown): void
}

export declare const emitter: {
  handlers: Record<PropertyKey, unknown>
  emit(event: string): void
}
export declare const listener: ListenerInfo
export declare const payload: string
export declare const recorder: Recorder
export declare const reporter: Reporter
export declare const socket: WebSocket
export declare function onSaved(payload: string): void
