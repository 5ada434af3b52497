export { consume, ConsumerOverflowError, ConsumerStoppedError } from './consume.ts'
export {
  type Arrival,
  DriverBase,
  DriverClosedError,
  type DriverOptions,
  EVERY_EVENT,
} from './driver-base.ts'
