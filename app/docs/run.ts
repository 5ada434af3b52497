// Runs one example in a page of its own, and presses its button once, so that there is an event to look at.
import './run.css'
import { installStandIns } from './stand-ins.ts'

const examples = import.meta.glob<unknown>(['./examples/*.{ts,tsx}', '!./examples/node-*'])

const file = document.body.dataset['example'] ?? ''
const load = examples[`./examples/${file}`]
if (load === undefined) throw new Error(`There is no example ${file}`)
installStandIns(file)
await load()
press()

/** Once it is there: what components render comes later. */
function press(): void {
  const button = document.querySelector<HTMLElement>('main button')
  if (button === null) requestAnimationFrame(press)
  else button.click()
}
