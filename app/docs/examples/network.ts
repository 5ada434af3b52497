import { observeRequests } from 'eventscope/adapters/network'
import { mountPanel } from 'eventscope/panel'

mountPanel({ bus: observeRequests() })

const badge = document.querySelector('output')!
const button = document.querySelector('button')!
button.addEventListener('click', async () => {
  const response = await fetch(location.href)
  if (response.ok) badge.value = String(Number(badge.value) + 1)
})
