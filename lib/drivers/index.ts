export { consume } from './consume.ts'
export { ConsumerOverflowError, ConsumerStoppedError } from './consumer-loop.ts'
export {
  type Arrival,
  DriverBase,
  DriverClosedError,
  type DriverOptions,
  EVERY_EVENT,
} from './driver-base.ts'
