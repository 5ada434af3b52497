import { configureStore, createSlice } from '@reduxjs/toolkit'
import { observeActions } from 'eventscope/adapters/redux'
import { mountPanel } from 'eventscope/panel'

const cart = createSlice({
  name: 'cart',
  initialState: { lamps: 0 },
  reducers: { lampAdded: (state) => void state.lamps++ },
})
const actions = observeActions({ name: 'store' })
const store = configureStore({
  reducer: { cart: cart.reducer },
  middleware: (standard) => standard().concat(actions.middleware),
})
mountPanel({ bus: actions })

const badge = document.querySelector('output')!
store.subscribe(function updateBadge() {
  badge.value = String(store.getState().cart.lamps)
})

const button = document.querySelector('button')!
button.addEventListener('click', () => store.dispatch(cart.actions.lampAdded()))
