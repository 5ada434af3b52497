import { createBus } from 'eventscope'
import { type NetworkEvents, observeNetwork } from 'eventscope/adapters/network'
import { mountPanel } from 'eventscope/panel'
import { addToCount, onAddPressed } from '../page.ts'

const requests = createBus<NetworkEvents>({ name: 'network' })
observeNetwork({ to: requests })
mountPanel({ bus: requests })

onAddPressed(async () => {
  const response = await fetch(location.href)
  if (response.ok) addToCount(1)
})
