import { createRecorder } from 'eventscope/recorder'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createShop, Demo } from './demo/index.ts'
import { mountDock } from './panel/index.ts'
import './site.css'

const recorder = createRecorder({ redact: ['cardNumber'] })
// Attached before the first listener, so the recording knows where each one is registered.
const shop = createShop({ observe: (bus) => recorder.attach(bus) })

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no #root element')
createRoot(root).render(
  <StrictMode>
    <Demo shop={shop} />
  </StrictMode>,
)
mountDock(recorder)
