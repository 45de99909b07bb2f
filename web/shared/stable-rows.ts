import { type Accessor, createComputed } from "solid-js";
import { createStore, reconcile } from "solid-js/store";

/**
 * The same rows for the same keys, whatever objects an answer brings: what is drawn for a row stays, with its focus
 * and what is open in it, and only the fields that differ are drawn again.
 */
export function stableRows<Row extends object>(rows: Accessor<readonly Row[]>, key: string): Accessor<Row[]> {
  const [store, setStore] = createStore<{ rows: Row[] }>({ rows: [] });
  createComputed(() => setStore("rows", reconcile([...rows()], { key })));
  return () => store.rows;
}
