import { defineEventTypes, type ReservedValues, type Stream } from 'eventscope/streams'

export const PageEvent = defineEventTypes({ shown: 0 })
export interface PageValues extends ReservedValues {
  [PageEvent.shown]: { path: string }
}
export declare const stream: Stream<PageValues>
export declare const PageCounter: new () => { process(event: { value: unknown }): void; shutdown(): void }
