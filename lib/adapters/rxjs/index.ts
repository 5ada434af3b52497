export { type ObservableSubject, observeSubject } from './observe-subject.ts'
