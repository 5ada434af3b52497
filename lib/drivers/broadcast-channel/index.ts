export { broadcastChannelDriver, type BroadcastChannelOptions } from './driver.ts'
