import { createStream, defineEventTypes, noopProcessorFactory, type ReservedValues } from 'eventscope/streams'

const PageEvent = defineEventTypes({ shown: 0 })
interface PageValues extends ReservedValues {
  [PageEvent.shown]: { path: string }
}
export const stream = createStream<PageValues>({ name: 'pages', shards: 2, processor: noopProcessorFactory })
export const sent = stream.send(PageEvent.shown, { path: '/cart' }, 'session')
