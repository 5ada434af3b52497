import { configureStore, createSlice } from '@reduxjs/toolkit'
import { observeActions } from 'eventscope/adapters/redux'
import { mountPanel } from 'eventscope/panel'
import { addToCount, onAddPressed } from '../page.ts'

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

store.subscribe(() => addToCount(1))

onAddPressed(() => store.dispatch(cart.actions.lampAdded()))
