import 'eventscope/auto'
import { createBus } from 'eventscope'
import { openAuto } from 'eventscope/auto'
import { addToCount, onAddPressed } from '../page.ts'

// It says nothing of the import above, which finds it.
const bus = createBus<{ 'cart.item_added': { sku: string } }>({ name: 'shop' })

bus.on('cart.item_added', () => addToCount(1), { name: 'badge' })
onAddPressed(() => bus.dispatch('cart.item_added', { sku: 'lamp' }))

// As Alt+Shift+E does: this page has nobody to press it.
void openAuto()
