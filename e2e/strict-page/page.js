// A page without a bundler: it imports the built library by URL.
import { createBus } from './eventscope.js'
import { createRecorder } from './recorder.js'

const output = document.querySelector('output')
const violations = []
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
  violations.push(`${violatedDirective} ${blockedURI}`)
})

const calls = []
const reported = []
const bus = createBus({ name: 'page', onError: (error) => reported.push(error.message) })
const recorder = createRecorder({ redact: ['password'] })
recorder.attach(bus)

bus.on('user.signed_in', ({ name }) => calls.push(`greet ${name}`), { name: 'greet' })
bus.on(
  'user.signed_in',
  async ({ name }, dispatch) => {
    await new Promise((resolve) => setTimeout(resolve, 20))
    calls.push(`load ${name}`)
    dispatch.dispatch('profile.loaded', { name })
  },
  { async: true, name: 'load profile' },
)
bus.on(
  'user.signed_in',
  () => {
    throw new RangeError('no such theme')
  },
  { name: 'apply theme' },
)

const handle = bus.dispatch('user.signed_in', { name: 'Ada', password: 'secret', seen: new Map([['a', 1n]]) })
calls.push('dispatched')
await handle.wait()
await bus.wait()

const { recording } = recorder
const view = recording.byId(handle.id)
const result = {
  calls,
  reported: reported.length,
  errors: handle.errors.map(({ cause }) => `${cause.name}: ${cause.message}`),
  status: view.status,
  waited: view.wait > 0,
  runs: view.runs.map(({ listener, status }) => `${listener}: ${status}`),
  child: recording.find('profile.loaded').map(({ parent }) => parent === handle.id),
  size: recording.size,
  leaks: recording.find('secret').length,
}

// Proves that the policy is in force and that violations are seen: this must be the only one.
let evaluated = true
try {
  // oxlint-disable-next-line no-new-func
  new Function('return 1')()
} catch {
  evaluated = false
}
await new Promise((resolve) => setTimeout(resolve))
output.textContent = JSON.stringify({ ...result, evaluated, violations })
