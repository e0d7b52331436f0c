// What is an emergency and what is not, in patients' words. The messages were written before the templates.
import { createAlarmDetector } from '../../knowledge/alarms';
import { openKnowledge } from '../../src/open-knowledge';

const detector = createAlarmDetector(openKnowledge());
const phraseOf = (text: string): string | undefined => detector.find(text)?.phrase;

describe('trouble breathing, swelling of the throat, tongue, lips or face, and hives all over are urgent', () => {
  test.each([
    "I can't breathe properly",
    'cant breath my chest feels tight since they put the cream on',
    'struggling to breathe',
    'it is getting really hard to breathe',
    'short of breath since the session this morning',
    'my throat is closing up',
    'throat feels tight and my voice has gone hoarse',
    'my tounge is swelling up',
    'tongue swollen',
    'lips have blown up like balloons',
    'my lips are getting bigger and bigger and feel tingly',
    'face has swelled up massively and i can hardly open my eyes',
    'woke up and both my eyes are swollen shut',
    'I think I am in anaphylactic shock',
    'is this anaphylaxis? my lips are huge',
    'hives everywhere, arms legs and tummy',
    'covered in hives head to toe',
    "I'm wheezing a bit, probably nothing",
    'my husband had the numbing cream put on and he is gasping for air',
    'she used her epipen but her throat is still swelling',
    'so i went in at 10 and they did my cheeks and all was good but on the bus home my throat started closing and now im scared',
    'having breathing difficulty after microneedling doctor',
    'severe allergic reaction',
    'my neck is swelling and i cannot swallow',
    'allergic reaction happening now help',
    'i can not breath',
    'hardly breathing',
    'breathlessness since yesterday after dermaroller',
    'not able to breathe properly madam please help',
    'my lip has doubled in size and its still going',
  ])('%s', (text) => expect(phraseOf(text)).toBe('urgent-breathing'));
});

describe('what else cannot wait is urgent', () => {
  test.each([
    'i just fainted in the car park',
    'I passed out after the treatment an hour ago',
    'keep blacking out',
    'i feel like im about to pass out',
    'feeling faint and clammy after the numbing cream',
    'chest pain',
    'ive got a tight chest and pain down my left arm',
    'my chest hurts so bad rn',
    'having pain in chest since morning',
    'left side of my mouth has dropped and i cant smile straight',
    'my face is drooping',
    'my speech has gone slurred',
    'cant move my right arm',
    'my mum is slurring her words after her session',
    'i think im having a stroke',
    'my daughter is having a seizure',
    'he started fitting on the floor',
    'i had a fit in the waiting room today',
    'i have gone blind in one eye since the filler and needling',
    'cant see out of my left eye',
    'lost vision in my right eye this morning',
    'sudden loss of vision',
    'the skin on my nose has gone black',
    'my cheek is turning blue and black and cold',
    'ears ringing, metallic taste and my heart is pounding after the numbing cream',
    'put loads of lidocaine on my legs and wrapped it, now im dizzy and my lips are numb',
    'she ate some of the emla cream',
    'my toddler swallowed the numbing cream',
    'it wont stop bleeding',
    'been bleeding for 3 hours and it just keeps coming',
    'blood is pouring down my face',
    'bleeding heavily since the roller session',
    'my dad is confused and doesnt know where he is',
    'he collapsed',
    'my friend is unconscious and wont wake up',
    'my heart is beating so fast and i feel really dizzy since they put it on',
    'think im having a heart attack',
    'i need an ambulance',
  ])('%s', (text) => expect(phraseOf(text)).toBe('urgent-emergency'));
});

describe('signs of an infection that grows are urgent', () => {
  test.each([
    'there is pus coming out of my cheek',
    'my face is oozing yellow stuff and it smells',
    'yellow gunk leaking from the holes and its really hot',
    'green discharge on my chin after needling',
    'the redness is spreading down my neck',
    'red lines going up from my jaw',
    'red streaks on my arm',
    'i have a fever and chills since my session',
    'running a temprature of 39',
    'temp 38.9 and shivering, rollered two days ago',
    'fever 102 after dermaroller',
    'i am feverish and my face is on fire',
    'the swelling is getting worse every day and its hot to touch',
    'cheek is red hot and rock hard and bigger than yesterday',
    'one side is hot swollen and throbbing',
    'i feel so ill since having it done',
    'feel really unwell, shaking and being sick',
    'throwing up since last night after the treatment',
    'the pain is unbearable',
    'pain is getting worse and worse on day 4',
    'in agony right now',
    'i think its infected',
    'my skin is infected after dermarolling at home',
    'what if this is an infection, it is oozing pus right now',
    'think i got an infection from the roller, big hot lumps and pus',
    'did my own face with a dermastamp on sunday and it was fine and then today theres pus and its throbbing should i wait',
    'having high fever from yesterday night after microneedling sir',
    'its weeping pus an i feel rough as hell',
    'pus',
    'infected??? its hot and swollen and spreading',
    'there are black patches and pus filled blisters all over where they did it',
    'i dont have a fever but the red patch is spreading fast',
    'can it cause infection? because my cheek is oozing pus',
  ])('%s', (text) => expect(phraseOf(text)).toMatch(/^urgent-(infection|emergency)$/));
});

describe('thoughts of self-harm are urgent', () => {
  test.each([
    'i want to die',
    'i want to kill myself because of my skin',
    'thinking of ending my life',
    'i dont want to be here anymore',
    'my acne scars make me feel suicidal',
    'no reason to live with a face like this',
    'i keep cutting myself',
    'ive been self harming again',
    'id be better off dead',
    'wanna kms',
    'wish i was dead',
    'honestly cant go on like this, i just want to end it all',
    "There's no point in living looking like this",
    'what if i just kill myself',
    'i dont have any reason to live',
    'nobody would miss me if i was gone',
    'i cant stop crying and dont see a way out',
    'planning to take my own life',
    'i took an overdose',
    'i took a whole packet of paracetamol',
    'unalive myself',
  ])('%s', (text) => expect(phraseOf(text)).toBe('urgent-self-harm'));
});

describe('what could happen is not what happens', () => {
  test.each([
    'can it cause an infection?',
    'what if it gets infected',
    'what if i get a fever afterwards',
    'what happens if my face swells up and i cant breathe',
    'is there a risk of infection',
    'could i get sepsis from it',
    'does it give you a fever',
    'how would i know if it was infected, pus or what',
    'what are the signs of infection',
    'has anyone died from this',
    'how do i avoid an infection',
    'do people ever get chest pain from numbing cream',
    'whats the chance of an allergic reaction',
    'chances of anaphylaxis?',
    'will i faint',
    'might i pass out in the chair',
    'can numbing cream poison you',
    'i am blind in one eye, can i have it',
    'can you die from microneedling',
    'when should i worry about pus or fever',
    'what symptoms mean i should call, like fever or spreading redness?',
    'is it possible to go blind from this',
    'should i be worried about infection',
    'whats the worst that can happen, could my skin go black',
    'does the numbing cream make your throat swell',
    'im scared i will get an infection',
    'what if i have an allergic reaction',
    'what would happen if i had a seizure during the treatment',
    'how likely is infection with a home roller',
    'can microneedling cause a stroke',
    'risk of bleeding that wont stop?',
    'Can it cause infection? Or fever?',
    'my sister says you can get sepsis and go blind, is that true',
    'heard of a girl who got infected with pus everywhere, how common is that',
    'is it common to get hives',
    'if i get a fever what do i do',
    'what should i do if there is pus',
    'how do you treat an infection after microneedling',
    'can i prevent infection with antibiotics',
    'do they stop if you feel faint',
    'would it be dangerous if i cant stop bleeding easily',
  ])('%s', (text) => expect(phraseOf(text)).toBeUndefined());
});

describe('what is denied or over is not urgent', () => {
  test.each([
    'no fever, no pus, just a bit red',
    "i don't have a fever or any pus, just some redness",
    'its not infected its just dry',
    'no sign of infection so can i wear makeup',
    'never had an allergic reaction',
    'no chest pain or trouble breathing',
    'not suicidal just sad about my scars',
    'without any swelling of the face or tongue, all good',
    'i had an infection in my toe last year',
    'had chest pain last year, all clear now, can i have it',
    'i fainted once years ago at a blood test',
    'had a fever when i was a kid and it left chicken pox scars',
    'my nan had a stroke, she takes apixaban, could i still have it',
    'last time i had botox my eye was drooping',
    'i had anaphylaxis to penicillin in 2015 is that a problem',
    'i have a history of seizures, is that ok',
    'i used to self harm and have scars on my arms, can it help',
    'self harm scars on my thighs from years ago',
    'my infection cleared up, can i book now',
    'i had a heart attack two years ago, am i allowed',
  ])('%s', (text) => expect(phraseOf(text)).toBeUndefined());
});

describe('harmless uses of alarming words are not urgent', () => {
  test.each([
    'dying to try it',
    'needles scare me to death',
    'i would kill for clear skin',
    'your prices are killing me',
    'breathtaking results!',
    'throat wrinkles',
    'does it help with neck and throat lines',
    'i faint at the sight of needles',
    'i faint at needles, can i still have it',
    'fever blister on my lip',
    'i get fever blisters, is that a problem',
    'pus-filled pimples, can i have it',
    'i have cystic acne with pus in it, does it help',
    'chest scars',
    'chest acne marks',
    'i have a heart condition, can i have it',
    'blackheads and dark spots on my nose',
    'how many strokes of the pen do they do',
    'how long will i be numb after the numbing cream',
    'infected acne on my back, can i still get it done',
    'my skin is dead and dull',
    'dead skin peeling off',
    'i look like death without makeup',
    'im dying of embarrassment with these scars',
    'my bank account is bleeding',
    'does it hurt to death',
    'i nearly had a heart attack when i saw the price',
    'can it fix my droopy eyelids',
    'sagging drooping jowls',
    'hot towel before the treatment?',
    'i have asthma, can i have microneedling',
    'i have epilepsy is it safe',
    'the suspense is killing me',
    'scarlet fever left me with scars',
    'hay fever tablets before the session?',
    'i get hay fever, does it matter',
    'my face goes red when im hot',
    'pain in the neck to get an appointment',
    'swollen lymph nodes are a side effect right?',
    'is it for people with puffy eyes',
    'lip lines',
    'i passed out my details already, did you get them',
    'fit and healthy, 34, can i have it',
    'will my skin be dead after',
    'black skin, is it safe for me',
    'my skin is black, will it leave marks',
    'i have allergies to nickel',
    'cutting my hair before the scalp session?',
    'is it ok to shave, i keep cutting myself shaving',
    'holding my breath for the results',
    'cabin fever from all this downtime lol',
    'she has a stroke of luck with her skin',
  ])('%s', (text) => expect(phraseOf(text)).toBeUndefined());
});

describe('usual questions on healing, pain and fear are not urgent', () => {
  test.each([
    'my face was a bit swollen after, is that normal',
    'slight swelling around my eyes the day after, ok?',
    'how long does the redness last',
    'face is red and warm day 1',
    'my skin feels hot and tight like sunburn tonight',
    'my face is peeling',
    'still red on day 3',
    'a bit of bleeding during is normal?',
    'does it bleed a lot',
    'pinprick bleeding',
    'does it hurt',
    'is the pain bad',
    'im terrified of needles',
    'i get panicky before needles',
    'can i have it with a cold sore',
    'i have a cold sore right now',
    'cold sore came back after my session',
    'can i have it if i have a skin infection',
    'wart on my chin is that an infection',
    'itching after treatment is it normal',
    'tiny scabs and a rash after',
    'bruised under the eyes',
    'will my face swell',
    'do lips swell if you have it on the upper lip',
    'can you needle the lips',
    'do i need antibiotics',
    'i have got a cold, can i still come',
    'i have a fear of infection from dirty needles',
    'is it painful around the mouth',
    'how do i sanitize my roller so i dont get infected',
    'i bruise easily and bleed a lot from cuts',
    'burning feeling the night of, ok?',
    'my skin is sore and tender',
    'microneedling infection',
    'microneedling side effects swelling',
    'redness spreading out evenly over the face is what they told me to expect?',
    'i am sick of my acne scars',
    'i feel sick at the thought of needles',
    'im feeling really down about my skin',
    'numb face after numbing cream, when does it wear off',
    'eyes a bit puffy this morning after treatment yesterday',
    'is bleeding for a few minutes ok',
    'i hate my skin so much',
    'got a sore throat, should i reschedule',
  ])('%s', (text) => expect(phraseOf(text)).toBeUndefined());
});

describe('a slip of the finger', () => {
  test.each([
    ['my throta is closing up', 'urgent-breathing'],
    ['cant breahte', 'urgent-breathing'],
    ['my hart is poundign', 'urgent-emergency'],
    ['he has colapsed', 'urgent-emergency'],
    ['my cheek is infectted', 'urgent-infection'],
    ['i feel sucidal', 'urgent-self-harm'],
  ])('does not hide an emergency: %s', (text, phrase) => expect(phraseOf(text)).toBe(phrase));

  test.each([
    'the pores on my nose are gaping',
    'do you have fewer sessions for small scars',
    'is she sleeping during it',
    'are you selling lip balm',
    'my lip is drying out',
    'I never had it and I am ready to hear back',
  ])('is not seen in words that only look misspelt: %s', (text) => expect(phraseOf(text)).toBeUndefined());
});

describe('the detector', () => {
  test('names the gravest sign of several', () => {
    expect(phraseOf('my cheek is oozing pus and i cant breathe')).toBe('urgent-breathing');
  });

  test('says which sign and which template it was', () => {
    const alarm = detector.find('No fever. But my throat is closing!');
    expect(alarm).toMatchObject({ phrase: 'urgent-breathing' });
    expect(alarm?.sign).not.toBe('');
    expect(alarm?.template).not.toBe('');
  });

  test.each(['what if i took my own life', 'what would happen if i killed myself'])(
    'whoever imagines their own death needs help as well: %s',
    (text) => expect(detector.find(text)?.phrase).toBe('urgent-self-harm'),
  );

  test('finds nothing in nothing', () => {
    for (const text of ['', '   ', '?!', '🙂']) expect(detector.find(text)).toBeUndefined();
  });
});
