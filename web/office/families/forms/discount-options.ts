export const discountOptions = [
  { value: "", label: "None" },
  { value: "member", label: "Member" },
  { value: "employee", label: "Employee" },
  { value: "in_service", label: "In service" },
];

export const discountLabel = (value: string | null) =>
  value ? discountOptions.find((discount) => discount.value === value)?.label : undefined;
