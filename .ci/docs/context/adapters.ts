import type { EventClient } from '@tanstack/devtools-event-client'
import type { Reducer } from '@reduxjs/toolkit'
import type { Stream } from 'eventscope/streams'
import type { Subject } from 'rxjs'
import type { StoreApi } from 'zustand'

export { configureStore } from '@reduxjs/toolkit'

export declare const COLLECTOR: string
export declare const clicks: Subject<MouseEvent>
export declare const model: { on(): void; off(): void; trigger(): void }
export declare const postal: { publish(): void; subscribe(): void; unsubscribe(): void }
export declare const queryClient: EventClient<{ invalidated: string }>
export declare const reducer: Reducer
export declare const socket: WebSocket
export declare const stream: Stream
export declare const useCart: StoreApi<{ lamps: number }>
