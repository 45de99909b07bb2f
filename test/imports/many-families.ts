const FIRST = ["Mia", "Leo", "Ava", "Noah", "Zoë", "Liam", "Ivy", "Owen", "Núria", "Kai"];
const LAST = ["Smith", "O'Neill", "Núñez", "Kowalski", "Nguyen", "Patel", "García", "Müller", "Brown", "李"];

/** A file as a school would export it: about one and a half students a family, every value made from its number. */
export function manyFamilies(families: number): string {
  const lines = [
    "Family ID,Student First Name,Student Last Name,Birth Date,Gender,Allergies,Parent First Name,Parent Last Name,Parent Email,Parent Phone,Parent 2 First Name,Parent 2 Last Name,Parent 2 Email,Street,City,Zip",
  ];
  for (let i = 0; i < families; i++) {
    const last = `${LAST[i % 10]}${i}`;
    const phone = `(312) ${200 + (i % 700)}-${String(i % 10_000).padStart(4, "0")}`;
    const family = `${FIRST[i % 10]},${last},parent${i}@x.example,${phone},${FIRST[(i + 3) % 10]},${last},second${i}@x.example,${i} Main Street,Chicago,60${String(i % 1000).padStart(3, "0")}`;
    for (let child = 0; child <= i % 2; child++) {
      const born = `20${10 + (i % 10)}-0${1 + (child % 9)}-1${i % 10}`;
      lines.push(
        `F${i},${FIRST[(i + child) % 10]}${child},${last},${born},F,${i % 7 === 0 ? "Peanuts" : ""},${family}`,
      );
    }
  }
  return lines.join("\r\n");
}
