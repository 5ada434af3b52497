import type { AnyStreamEvent, UntypedValues } from './stream-event.ts'

/** Processes the events of one shard, one after the other. */
export interface Processor<Values extends object = UntypedValues> {
  /**
   * Takes one event. The next one comes when this has returned, or its promise has settled. A failure is an `EventError`
   * of the event, and the next one comes all the same.
   */
  process(event: AnyStreamEvent<Values>): unknown
  /** Called once, after the last event: the stream was closed. It may return a promise. */
  shutdown(): unknown
}

/** Makes the processor of one shard. */
export type ProcessorFactory<Values extends object = UntypedValues> = () => Processor<Values>

/** For streams of any values. */
interface NoopProcessor {
  process(event: unknown): void
  shutdown(): void
}

const NOTHING: NoopProcessor = Object.freeze({
  process: () => undefined,
  shutdown: () => undefined,
})

/**
 * Makes a processor that does nothing with any event: the seed's `NoopProcessorFactory`.
 * @example
 * const stream = createStream({ shards: 1, processor: noopProcessorFactory })
 */
export function noopProcessorFactory(): NoopProcessor {
  return NOTHING
}
