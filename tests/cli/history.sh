# The record keeps to its own meeting, the view tells what came later; --history and --no-history turn that round.
corpus mill
later="The roof is mended"
for format in html json; do
    runs 0 render mill/2024-05-08.xml -f $format
    prints "$later"
    runs 0 render mill/2024-05-08.xml -f $format --no-history
    ! grep -qF "$later" "$work/out" || fail "$format --no-history tells of later meetings"
done
runs 0 render mill/2024-05-08.xml -f txt
! grep -qF "$later" "$work/out" || fail "txt tells of later meetings"
runs 0 render mill/2024-05-08.xml -f txt --history
prints "$later"
# A record does not change because of a later meeting; not even by its being there.
runs 0 build mill -o both
rm mill/2024-07-10.xml
runs 0 build mill -o first
for format in txt docx; do
    cmp -s both/mill-lane/2024-05-08.$format first/mill-lane/2024-05-08.$format || fail "the later meeting changed the $format"
done
