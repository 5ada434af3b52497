import { createRecorder } from 'eventscope/recorder'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createShop, Demo } from './demo/index.ts'
import { mountDock } from './panel/index.ts'
import './site.css'

const shop = createShop()
// Attached before the first event, so the recording starts with the page.
const recorder = createRecorder({ redact: ['cardNumber'] })
recorder.attach(shop.bus)

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no #root element')
createRoot(root).render(
  <StrictMode>
    <Demo shop={shop} />
  </StrictMode>,
)
mountDock(recorder)
