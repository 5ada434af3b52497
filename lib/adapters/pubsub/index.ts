export { observePubSub, type PubSubOptions } from './observe-pub-sub.ts'
