export { type ObservableStore, observeStore, type StoreOptions } from './observe-store.ts'
