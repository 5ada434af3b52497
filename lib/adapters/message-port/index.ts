export { type ObservablePort, observePort } from './observe-port.ts'
