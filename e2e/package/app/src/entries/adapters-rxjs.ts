import { observeSubject } from 'eventscope/adapters/rxjs'
import { createRecorder } from 'eventscope/recorder'
import { Subject } from 'rxjs'

export const detach = createRecorder().attach(observeSubject(new Subject<number>(), { name: 'saved' }))
