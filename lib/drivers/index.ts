export { consume, ConsumerOverflowError, ConsumerStoppedError } from './consume.ts'
export { type Arrival, DriverBase, EVERY_EVENT } from './driver-base.ts'
