export { observeChannel, type ObservableChannel } from './observe-channel.ts'
