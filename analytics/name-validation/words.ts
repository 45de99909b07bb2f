// Words of the trade. Two different words of this list are never each other's typing error, however alike they look.

const PEOPLE = `baby boy boys-and-girls child coed crawler dad daddy explorer female girl infant junior kid ladies lady male
  man me men mini mom mommy mother mum parent pee peewee preteen preschool preschooler prek kinder kindergarten
  senior sibling tiny toddler toddle tot tween teen teenager teeny wee woman women youth adult family friend grown
  beginner intermediate advanced novice elite expert pro starter starting intro introduction introductory basic
  foundation rookie recreation recreational competitive competition competing performance performer development
  developmental pre pretty preteam team squad company master mastery open club academy school homeschool`;

const ANIMALS = `alligator ant ape bat bear beaver bee beetle bird bronco buffalo bug bull bunny butterfly camel cat caterpillar
  cheetah chick clam clownfish cobra cod colt crab crane crocodile crow cub deer dinosaur dog dolphin dove dragon
  dragonfly duck duckling eagle eel elephant elk falcon fish flamingo fox frog gator gecko giraffe goat goldfish goose
  gorilla grasshopper guppy hawk hedgehog hen hippo hornet horse husky iguana inchworm jaguar jellyfish kangaroo
  kitten koala ladybug lamb leopard lemur lion lizard llama lobster lynx manatee manta marlin meerkat minnow monkey
  moose mouse mustang newt octopus orca otter owl ox panda panther parrot peacock pelican penguin pig pigeon piranha
  platypus polar polliwog pony puffer puffin puma pup puppy quail rabbit raccoon ram ray rhino robin salmon sardine
  seahorse seal shark sheep shrimp skunk sloth snail snake snapper spider squid squirrel starfish stingray stork
  swan swordfish tadpole tiger toad trout tuna turtle viper walrus wasp whale wolf wombat worm wren yak zebra`;

const LOOKS = `amber aqua black blue bronze brown copper coral crimson cyan diamond emerald gold golden gray green grey indigo
  ivory jade lavender lemon lilac lime magenta maroon mint navy onyx opal orange peach pearl pink platinum plum purple
  quartz rainbow red rose ruby sapphire scarlet silver sky teal tan topaz turquoise violet white yellow`;

const TIME = `monday tuesday wednesday thursday friday saturday sunday weekday weekend daily weekly monthly annual yearly
  january february march april may june july august september october november december spring summer autumn fall
  winter holiday morning afternoon evening night noon early late day week month year hour minute am pm full half
  quarter single double triple twice once first second third last next trial makeup session season semester term`;

const TRADE = `gym gymnast gymnastics swim swimmer swimming dance dancer dancing cheer cheerleader cheerleading tumble tumbler
  tumbling trampoline trapeze ninja parkour acro acrobat acrobatics aerial aerobic ballet ballroom bar bars barre beam
  ball boot camp clinic contemporary conditioning crawl creative backstroke breaststroke butterfly freestyle float
  flip flipper flex flexibility floor flyer base spotter hip hop hoop jazz jump jumper jumping kick lap lesson leap
  lyrical modern musical music theater theatre open play pointe pom private public group public semi ring roll rope
  artistic rhythmic sport splash spin squad stage stretch strength stunt tap team tuck turn twist vault wading water wave yoga zumba party birthday meet recital show showcase class clinic course event lesson level program grade
  stage step stop tier track upper lower inside outside left right hot cold wet dry warm cool fast slow big small
  medium large short long high low new old soft hard hand land sand band star stair start stars sun moon comet rocket
  jet net nest galaxy planet meteor cadet captain pirate prince princess king queen knight hero super superhero`;

const MONEY = `account adjustment admission annual balance bank book booking card care cash charge check clothing costume
  credit damage daycare deposit discount donation enrollment entry equipment exam extra fee fine fundraiser gear gift
  insurance item late leotard loan lunch membership merchandise meal misc miscellaneous other package pass payment
  penalty photo picture processing product purchase rate refund register registration rent rental return returned sale
  scholarship service shirt shoe shop sibling snack store suit supply tax test testing ticket transfer travel tuition
  tutor uniform video waiver warmup tumble trial trail train trainer training trip`;

const ALL = [PEOPLE, ANIMALS, LOOKS, TIME, TRADE, MONEY].join(" ").split(/\s+/);

/** Whether it is a word of the trade; in the form that `fold-name.ts` gives to words. */
export function isTradeWord(stem: string): boolean {
  return STEMS.has(stem);
}

/** Many of a thing as one of it; words of three letters stay as they are. */
export function singular(word: string): string {
  if (word.length < 4 || !word.endsWith("s") || /(ss|us|is)$/.test(word)) return word;
  if (word.endsWith("ies")) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  if (/(uses|ches|shes|xes|sses|zes)$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

const STEMS: ReadonlySet<string> = new Set(ALL.map(singular));
